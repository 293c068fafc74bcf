"""Tests mirror the tree: a module of app is tested in tests/app, and so on."""

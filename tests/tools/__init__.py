"""Tests of the tools a developer runs; read test_setup.py first."""

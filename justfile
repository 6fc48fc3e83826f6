# One list of commands for desk, hook and build server. `just` shows it.

export PATH := justfile_directory() / ".venv/bin:" + env("PATH")

# List what there is
default:
    @just --list

# Format, and mend what can be mended by machine
fix:
    ruff format .
    ruff check --fix .

# Lint, types, forbidden arrows, house rules: under a minute
check:
    ruff format --check .
    ruff check .
    mypy
    lint-imports
    checker rules lint
    pytest -q -p no:cacheprovider tests/house

# The quick tests
test:
    pytest -q -m "not slow and not accuracy and not bench" -n 2

# Every test
test-all:
    pytest -q -m "not bench" -n 2 --cov --cov-report=term:skip-covered

# Rewrite the stored reports of tests/golden; review the diff
golden:
    python -m tests.golden.regenerate

# Rewrite checker/REFERENCE.md and rules/REFERENCE.md
reference:
    python -m tests.house.reference

# Timings, printed
bench:
    python -m tests.bench

# Memory, clicks, pages and a crowd at the desk's real server, printed
bench-desk:
    python -m tests.bench.desk

# Rewrite requirements.lock from pyproject.toml (needs uv)
lock:
    uv lock --quiet
    uv export --quiet --no-emit-project --all-extras --all-groups --no-header --format requirements.txt -o requirements.lock

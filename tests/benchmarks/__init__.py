"""How fast Kanwu is, by stage and by rule, beside other tools in the same run; `python -m tests.benchmarks`."""

"""One module a rule, named after it: the damaged pages it is measured on."""

"""The service: values, rules, storing, rendering and HTTP; it never opens a stranger's file."""

"""What opens a stranger's file: readers, the pipeline and the worker, under limits, in a process that may die."""

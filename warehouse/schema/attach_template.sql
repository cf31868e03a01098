-- An empty store that was made before (warehouse/template.py).
attach '{file}' as template (read_only)

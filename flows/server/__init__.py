"""The flows as a Prefect server knows them: the only package that knows Prefect."""

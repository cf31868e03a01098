from tests.warehouse.conftest import empty_store as empty_store

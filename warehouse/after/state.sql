-- How a run ended, once its checks and alarms are known.
update base.run set state = $state where run_id = $run_id

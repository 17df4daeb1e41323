package dev.sonde.bench.targets;

import java.util.List;

/// What a service shows of itself: names, labels and lengths as its libraries choose them.
final class Families {
  private static final String HISTOGRAMS =
      """
      histogram|http_server_request_duration_seconds|HISTOGRAM|Time to answer a request.|method=GET,POST|route=/api/v1/orders,/api/v1/orders/{id},/api/v1/customers/{id}/addresses|status=200,500
      histogram|db_client_operation_duration_seconds|HISTOGRAM|Time a statement took.|operation=select,insert,update|pool=orders,customers
      histogram|rpc_client_duration_seconds|HISTOGRAM|Time a call to another service took.|rpc_method=Reserve,Release,Quote|rpc_service=warehouse.v1.Stock,billing.v2.Invoices
      histogram|messaging_process_duration_seconds|HISTOGRAM|Time to work on a message.|destination=orders.created,orders.paid,orders.shipped
      """;
  private static final String COUNTERS =
      """
      counter|http_server_requests_total|FAST|Requests answered.|method=GET,POST,PUT,DELETE|outcome=SUCCESS,CLIENT_ERROR,SERVER_ERROR|uri=/api/v1/orders,/api/v1/orders/{id},/api/v1/customers/{id}
      counter|process_cpu_seconds_total|HUNDREDTHS|User and system CPU time spent in seconds.
      counter|cache_gets_total|FAST|Reads of a cache.|cache=customers,articles,prices,sessions|cache_manager=caffeine|result=hit,miss
      counter|kafka_consumer_fetch_manager_records_consumed_total|FAST|Records consumed.|client_id=consumer-orders-1,consumer-orders-2|kafka_version=3.9.0|partition=0,1,2,3|topic=orders.created,orders.paid
      counter|http_client_request_wait_seconds_total|SUM|Time spent waiting for other services.|client_name=warehouse,billing,mail,search|method=GET,POST
      counter|logback_events_total|SLOW|Lines logged.|level=error,warn,info,debug,trace
      counter|jvm_gc_memory_allocated_bytes_total|FAST|Growth of the young generation between two collections.
      counter|grpc_server_handled_total|SLOW|RPCs completed on the server.|grpc_code=OK,Canceled,InvalidArgument,Unavailable|grpc_method=Place,Cancel,Status|grpc_service=shop.v1.Orders|grpc_type=unary
      counter|node_disk_io_time_seconds_total|HUNDREDTHS|Seconds spent doing I/Os.|device=nvme0n1,nvme1n1,dm-0,dm-1,sda,sdb
      counter|hikaricp_connections_timeout_total|SLOW|Connections that were waited for in vain.|pool=orders,customers,reports
      counter|node_network_receive_bytes_total|FAST|Bytes received.|device=lo,eth0,eth1,docker0,cali5f3a2b1c0d9
      counter|resilience4j_circuitbreaker_calls_total|SLOW|Calls by outcome.|kind=successful,failed,ignored|name=warehouse,billing,mail,search
      """;
  private static final String GAUGES =
      """
      gauge|jvm_memory_used_bytes|BYTES|The amount of used memory.|area=heap,nonheap|id=G1 Eden Space,G1 Old Gen,Metaspace,CodeHeap 'profiled nmethods'
      gauge|jvm_memory_max_bytes|STILL|The most memory there can be.|area=heap,nonheap|id=G1 Eden Space,G1 Old Gen,Metaspace,CodeHeap 'profiled nmethods'
      gauge|process_resident_memory_bytes|BYTES|Resident memory size in bytes.
      gauge|process_start_time_seconds|STILL|Start time of the process since unix epoch in seconds.
      gauge|process_open_fds|LEVEL|Number of open file descriptors.
      gauge|jvm_threads_states_threads|LEVEL|Threads by state.|state=blocked,new,runnable,terminated,timed-waiting,waiting
      gauge|build_info|STILL|Constant 1.|branch=main|goversion=go1.24.3|revision=8c2a1f0e9d7b6a5c|version=4.17.2
      gauge|hikaricp_connections_active|LEVEL|Connections in use.|pool=orders,customers,reports
      gauge|hikaricp_connections_max|STILL|Connections at most.|pool=orders,customers,reports
      gauge|worker_pool_utilization_ratio|RATIO|How busy the workers are.|pool=http,grpc,jobs,mail
      gauge|queue_depth|LEVEL|Jobs that wait.|priority=high,normal,low|queue=mail,invoice,export,thumbnail
      gauge|job_last_success_timestamp_seconds|INSTANT|When it last went well.|job_name=reindex,reconcile,cleanup,export,import,report
      gauge|kafka_consumer_lag_records|LEVEL|Records not yet consumed.|client_id=consumer-orders-1,consumer-orders-2|partition=0,1,2,3|topic=orders.created,orders.paid
      gauge|feature_enabled|STILL|Is it on?|feature=new-checkout,fast-search,gift-cards,split-shipping,late-payment,address-check,dark-mode,voucher-stacking
      gauge|resilience4j_circuitbreaker_state|STILL|1 for the state it is in.|name=warehouse,billing,mail,search|state=closed,open,half_open,forced_open
      gauge|node_filesystem_avail_bytes|BYTES|Space left.|device=/dev/nvme0n1p1,/dev/mapper/data|fstype=ext4|mountpoint=/,/var/lib/data
      """;

  private Families() {}

  static List<Family> histograms() {
    return HISTOGRAMS.lines().map(Family::of).toList();
  }

  static List<Family> counters() {
    return COUNTERS.lines().map(Family::of).toList();
  }

  static List<Family> gauges() {
    return GAUGES.lines().map(Family::of).toList();
  }
}

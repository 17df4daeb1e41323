import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.shippers {
  requires transitive dev.sonde.api;
  requires dev.sonde.wire;
  requires dev.sonde.http;
  requires org.slf4j;

  exports dev.sonde.shippers.batchjson;
  exports dev.sonde.shippers.file;
  exports dev.sonde.shippers.httpjson;
  exports dev.sonde.shippers.remotewrite;
  exports dev.sonde.shippers.sonde;
}

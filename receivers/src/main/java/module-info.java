import org.jspecify.annotations.NullMarked;

/// What others push: read, recorded, and answered when the journal has it.
@NullMarked
module dev.sonde.receivers {
  requires static transitive org.jspecify;
  requires transitive dev.sonde.api;
  requires transitive dev.sonde.http;
  requires dev.sonde.wire;
  requires org.slf4j;

  exports dev.sonde.receivers;
  exports dev.sonde.receivers.agents;
  exports dev.sonde.receivers.influx;
  exports dev.sonde.receivers.json;
  exports dev.sonde.receivers.otlp;
  exports dev.sonde.receivers.pushgateway;
  exports dev.sonde.receivers.remotewrite;
  exports dev.sonde.receivers.socketio;
  exports dev.sonde.receivers.sonde;
  exports dev.sonde.receivers.websocket;
}

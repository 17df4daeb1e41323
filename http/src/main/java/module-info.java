import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.http {
  requires static transitive org.jspecify;
  requires transitive dev.sonde.api;
  requires org.apache.httpcomponents.core5.httpcore5;
  requires org.slf4j;

  exports dev.sonde.http;
  exports dev.sonde.http.tls;
  exports dev.sonde.http.websocket;
}

import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.framework {
  requires transitive dev.sonde.api;
  requires transitive dev.sonde.engine;
  requires dev.sonde.collectors;
  requires dev.sonde.http;
  requires dev.sonde.wire;
  requires java.management;
  requires jdk.management;
  requires org.slf4j;

  exports dev.sonde.framework;
}

import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.engine {
  requires transitive dev.sonde.api;
  requires org.slf4j;
  requires org.snakeyaml.engine;

  exports dev.sonde.engine;
  exports dev.sonde.engine.config;
}

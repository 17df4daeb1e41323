import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.engine {
  requires transitive dev.sonde.api;
  requires org.slf4j;

  exports dev.sonde.engine;
}

import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.collectors {
  requires transitive dev.sonde.api;

  exports dev.sonde.collectors.host;
}

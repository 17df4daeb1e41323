import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.processors {
  requires transitive dev.sonde.api;

  exports dev.sonde.processors.filter;
  exports dev.sonde.processors.labels;
  exports dev.sonde.processors.relabel;
}

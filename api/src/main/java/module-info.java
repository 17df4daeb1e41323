import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.api {
  requires static transitive org.jspecify;

  exports dev.sonde.api;
  exports dev.sonde.api.framework;
  exports dev.sonde.api.store;
}

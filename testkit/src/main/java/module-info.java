import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.testkit {
  requires java.compiler;
  requires transitive dev.sonde.api;
  requires transitive org.junit.jupiter.api;
  requires transitive org.assertj.core;

  exports dev.sonde.testkit;
  exports dev.sonde.testkit.store;
}

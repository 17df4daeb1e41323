import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.collectors.oshi {
  requires transitive dev.sonde.collectors;
  requires com.github.oshi;
  requires com.github.oshi.common;

  exports dev.sonde.collectors.oshi;
}

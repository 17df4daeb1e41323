import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.journal {
  requires transitive dev.sonde.api;
  requires dev.sonde.wire;
  requires org.slf4j;

  exports dev.sonde.journal;
}

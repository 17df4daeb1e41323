import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.delivery {
  requires transitive dev.sonde.api;
  requires transitive dev.sonde.journal;
  requires org.slf4j;

  exports dev.sonde.delivery;
}

import org.jspecify.annotations.NullMarked;

@NullMarked
module dev.sonde.app {
  requires dev.sonde.engine;
}

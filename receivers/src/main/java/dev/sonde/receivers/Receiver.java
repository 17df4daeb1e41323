package dev.sonde.receivers;

import java.util.List;

/// Something that takes what others push over HTTP, in one form. Safe for all threads.
///
/// A push is answered with success only when the journal has it. Who is at the door, and whether
/// they may come in, has been seen to before.
public interface Receiver {
  /// Its name, as configured: the component's too.
  String name();

  /// Where it takes what.
  List<Entrance> entrances();
}

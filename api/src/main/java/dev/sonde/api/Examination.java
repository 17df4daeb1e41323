package dev.sonde.api;

import java.util.List;

/// What was seen at a destination to which nothing was sent.
///
/// @param good would a batch go out, as far as can be seen?
/// @param seen one line each for people, in the order seen, without secrets; what is wrong comes
///   last and says what to do
public record Examination(boolean good, List<String> seen) {
  public Examination {
    seen = List.copyOf(seen);
  }
}

package dev.sonde.api;

/// Many series of one member, each known by the place where it stands, so that a series that stands
/// where it stood costs no look-up. It remembers from run to run; used within a run, by its thread.
///
/// # Protocol
///
/// [#begin] comes first. Places are given in ascending order from 0, without gaps, each by one of
/// [#again], [#moved], [#define] and [#omit]; then comes [#end]. A run that does not end its sheet
/// ends all its series, as one that calls [#absent] does.
///
/// A sample more than ten minutes ahead of the run is refused and counted; its series lives on.
///
/// Until the first `moved`, `define` or `omit` of a run, everything stands where it stood. After it
/// places are new ones, and `before` means a place of the run before, each used once at most.
public interface Sheet {
  /// Begins the page; what was given since an earlier `begin` of the same run is taken back.
  ///
  /// @return must everything be defined, since nothing is known or other processors are in force?
  ///   Then `again` and `moved` must not be called in this run. Everything may be defined anew also
  ///   when it need not
  boolean begin();

  /// The series that stood here before has this value.
  void again(int place, double value, long timeMillis);

  /// The series that stood elsewhere before now stands here. Also goes for one that was omitted.
  void moved(int place, int before, double value, long timeMillis);

  /// A series that did not stand in the page before.
  ///
  /// @param family of this name, its samples' own: a bucket's is called `…_bucket`
  /// @return is it a series that the page did not have before? Not when it stood under another
  ///   text, nor when it can't be taken
  boolean define(int place, Family family, Labels labels, double value, long timeMillis);

  /// Adds something to the sample that was given last; without effect when that was left out.
  void attach(Extra extra);

  /// A line whose samples are left out, now and as long as it stands: they are counted.
  ///
  /// @param reason one or two words, from a small set: it becomes a label
  /// @param intended was it wished for (filtered), or can it not be taken (refused)?
  void omit(int place, String reason, boolean intended);

  /// The page is over; what it had before and does not have now ends.
  ///
  /// @param places how many there are
  /// @param timedMarked does also a series get a stale marker when it ends, now and until the next
  ///   page, whose last sample had another time than the run? Such times may lie behind the
  ///   marker's, and what comes later would be refused
  void end(int places, boolean timedMarked);

  /// There is no page in this run: every series ends. What stood where is kept, so that the next
  /// page costs little.
  void absent();
}

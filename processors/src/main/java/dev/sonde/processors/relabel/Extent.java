package dev.sonde.processors.relabel;

import java.util.ArrayDeque;
import java.util.Deque;

/// How large an expression is, before it is compiled.
///
/// # Implementation notes
///
/// re2j compiles and matches by recursion, which a long row of optional parts or a deep nesting
/// takes beyond the end of a stack (of 512 KiB at about 2,100 steps), and unlike Go it bounds only
/// each repeat, not their product. What is not well formed is left for re2j to tell.
final class Extent {
  private static final int DEEPEST = 250;
  private static final long MOST_REPEATS = 1000;
  private static final long MOST_STEPS = 1000;

  /// What stands within one pair of brackets.
  private static final class Group {
    long repeats = 1;
    long steps;
    long lastRepeats = 1;
    long lastSteps;

    void atom(long itsRepeats, long itsSteps) {
      steps += lastSteps;
      repeats = Math.max(repeats, lastRepeats);
      lastRepeats = itsRepeats;
      lastSteps = itsSteps;
    }

    void repeat(long times, long choices) {
      lastRepeats *= Math.max(1, times);
      lastSteps = lastSteps * Math.max(1, times) + choices;
    }
  }

  private final String regex;
  private final Deque<Group> open = new ArrayDeque<>();
  private Group group = new Group();
  private int at;

  private Extent(String regex) {
    this.regex = regex;
  }

  /// @throws IllegalArgumentException when it is too large
  static void check(String regex) {
    new Extent(regex).check();
  }

  private void check() {
    while (at < regex.length()) {
      switch (regex.charAt(at++)) {
        case '\\' -> escaped();
        case '[' -> characters();
        case '(' -> begin();
        case ')' -> end();
        case '{' -> counted();
        case '*', '+', '?' -> group.repeat(1, 1);
        case '|' -> group.atom(1, 1);
        default -> group.atom(1, 0);
      }
      bound();
    }
    group.atom(1, 0);
    bound();
  }

  private void bound() {
    if (Math.max(group.repeats, group.lastRepeats) > MOST_REPEATS) {
      throw tooLarge("repeats within repeats more than " + MOST_REPEATS + " times");
    }
    if (group.steps + group.lastSteps > MOST_STEPS) {
      throw tooLarge("has more than " + MOST_STEPS + " choices");
    }
    if (open.size() > DEEPEST) {
      throw tooLarge("has more than " + DEEPEST + " brackets within each other");
    }
  }

  private static IllegalArgumentException tooLarge(String what) {
    return new IllegalArgumentException(what + "; write several rules instead");
  }

  private void escaped() {
    group.atom(1, 0);
    if (regex.startsWith("Q", at)) {
      int end = regex.indexOf("\\E", at);
      at = end < 0 ? regex.length() : end + 2;
    } else {
      at++;
    }
  }

  private void characters() {
    group.atom(1, 0);
    at += regex.startsWith("^", at) ? 1 : 0;
    at += regex.startsWith("]", at) ? 1 : 0;
    while (at < regex.length() && regex.charAt(at) != ']') {
      int named = regex.startsWith("[:", at) ? regex.indexOf(":]", at + 2) : -1;
      at = named >= 0 ? named + 2 : at + (regex.charAt(at) == '\\' ? 2 : 1);
    }
    at++;
  }

  private void begin() {
    open.push(group);
    group = new Group();
    group.atom(1, 2);
  }

  private void end() {
    group.atom(1, 0);
    Group ended = group;
    group = open.isEmpty() ? new Group() : open.pop();
    group.atom(ended.repeats, ended.steps);
  }

  private void counted() {
    int close = regex.indexOf('}', at);
    String inside = close < 0 ? "" : regex.substring(at, close);
    int comma = inside.indexOf(',');
    long least = number(comma < 0 ? inside : inside.substring(0, comma));
    long most = comma < 0 ? least : number(inside.substring(comma + 1));
    if (least < 0 || (most < 0 && comma + 1 < inside.length())) {
      group.atom(1, 0);
      return;
    }
    at = close + 1;
    group.repeat(Math.max(least, most), most < 0 ? 1 : Math.max(0, most - least));
  }

  private static long number(String digits) {
    boolean number =
        !digits.isEmpty() && digits.chars().allMatch(each -> each >= '0' && each <= '9');
    return !number ? -1 : digits.length() > 6 ? MOST_REPEATS * 1000 : Long.parseLong(digits);
  }
}

/// What all receivers have in common: bodies that are read within limits, and what they answer.
package dev.sonde.receivers;

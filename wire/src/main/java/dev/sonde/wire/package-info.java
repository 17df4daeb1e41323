/// How samples look on the wire: the text expositions ([Exposition]), JSON ([JsonWriter]) and the
/// choice between them ([Format]).
package dev.sonde.wire;

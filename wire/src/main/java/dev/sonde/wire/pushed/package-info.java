/// JSON that others push: the forms of documents 000, 002 and 003, told apart by what they hold.
package dev.sonde.wire.pushed;

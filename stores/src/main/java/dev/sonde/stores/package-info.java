/// What the stores share.
package dev.sonde.stores;

/// Files of the kernel, read whole again and again without garbage.
package dev.sonde.collectors.files;

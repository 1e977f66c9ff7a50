@NullMarked
package org.eclipse.paho.mqttv5.common.packet.util;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.model.parsing.UsageFormat;
import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * A topic and how its records read.
 *
 * @param topic the topic's name
 * @param format makes the format; called once in each reader, because formats belong to one thread
 * @param <E> the event
 */
public record TopicFormat<E>(String topic, SerializableSupplier<UsageFormat<E>> format)
    implements Serializable {

  public TopicFormat {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(format, "format");
  }
}

/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.options;

import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.index.Keep;
import io.tidemark.model.modelcalls.DimensionTags;
import io.tidemark.model.privacy.ClientAddress;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The arguments of the job: the command line overrides a properties file, which overrides the
 * environment.
 */
public final class JobArguments implements Serializable {

  private static final String CONFIG = "config";
  private static final String KEEP_HOURS = Keep.ENVIRONMENT + "HOURS";

  private static final Map<String, JobOption<?>> FROM_ENVIRONMENT =
      Map.of(
          "TIDEMARK_ELASTICSEARCH_USERNAME",
          ConnectorOptions.ELASTICSEARCH_USERNAME,
          "TIDEMARK_ELASTICSEARCH_PASSWORD",
          ConnectorOptions.ELASTICSEARCH_PASSWORD,
          DimensionTags.ENVIRONMENT,
          JobOptions.DIMENSION_TAGS);

  private final Map<String, String> values;

  private JobArguments(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads {@code --name value} or {@code --name=value} pairs.
   *
   * @throws IllegalArgumentException names the option and says what is allowed
   */
  public static JobArguments parse(String[] arguments, Map<String, String> environment) {
    Map<String, String> given = pairs(arguments);
    Map<String, String> values = new HashMap<>();
    FROM_ENVIRONMENT.forEach(
        (variable, option) -> {
          if (environment.containsKey(variable)) {
            values.put(option.name(), environment.get(variable));
          }
        });
    if (environment.containsKey(KEEP_HOURS)) {
      values.put(JobOptions.RETENTION.name(), Keep.fromEnvironment(environment).hours() + "d");
    }
    String file = given.remove(CONFIG);
    if (file != null) {
      values.putAll(properties(Path.of(file)));
    }
    values.putAll(given);
    values.keySet().forEach(JobArguments::requireKnown);
    JobArguments parsed = new JobArguments(values);
    JobOptions.ALL.forEach(parsed::get);
    parsed.requireConsistent();
    return parsed;
  }

  /**
   * The value of an option: what was given, or its default, or null.
   *
   * @throws IllegalArgumentException when what was given is not allowed
   */
  public <T> T get(JobOption<T> option) {
    String text = values.getOrDefault(option.name(), option.defaultValue());
    if (text == null) {
      return null;
    }
    try {
      return option.parser().apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--" + option.name() + " " + text + ": allowed is " + option.allowed(), e);
    }
  }

  /** Properties for the Kafka clients; the brokers' addresses included. */
  public Map<String, String> kafka() {
    Map<String, String> properties = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(ConnectorOptions.KAFKA_PREFIX) && !isOption(name)) {
            properties.put(name.substring(ConnectorOptions.KAFKA_PREFIX.length()), value);
          }
        });
    properties.put("bootstrap.servers", get(ConnectorOptions.KAFKA_BOOTSTRAP_SERVERS));
    return properties;
  }

  private static Map<String, String> pairs(String[] arguments) {
    Map<String, String> given = new TreeMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (!argument.startsWith("--")) {
        throw new IllegalArgumentException(
            "'" + argument + "' is not an option: options are --name value");
      }
      int equals = argument.indexOf('=');
      if (equals > 0) {
        given.put(argument.substring(2, equals), argument.substring(equals + 1));
      } else if (i + 1 < arguments.length) {
        i++;
        given.put(argument.substring(2), arguments[i]);
      } else {
        throw new IllegalArgumentException(argument + " has no value");
      }
    }
    return given;
  }

  private static Map<String, String> properties(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--config " + file + " cannot be read: " + e.getMessage(), e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  private static void requireKnown(String name) {
    if (isOption(name) || name.startsWith(ConnectorOptions.KAFKA_PREFIX)) {
      return;
    }
    String known = JobOptions.ALL.stream().map(JobOption::name).collect(Collectors.joining(" --"));
    throw new IllegalArgumentException(
        "--" + name + " is not an option of the job. Options are --config --" + known);
  }

  private static boolean isOption(String name) {
    return JobOptions.ALL.stream().anyMatch(option -> option.name().equals(name));
  }

  private void requireConsistent() {
    if (get(JobOptions.LATENESS).compareTo(get(JobOptions.DUPLICATE_HORIZON)) > 0) {
      throw new IllegalArgumentException(
          "--lateness is longer than --duplicate-horizon: a late event could be counted twice");
    }
    if ((get(JobOptions.REBUILD_FROM) == null) != (get(JobOptions.REBUILD_TO) == null)) {
      throw new IllegalArgumentException("--rebuild.from and --rebuild.to go together");
    }
    DayZone zone = get(JobOptions.DAY_ZONE);
    if (!zone.isMadeOf(new Window(get(JobOptions.WINDOW).toMillis()))) {
      throw new IllegalArgumentException(
          "--day-zone %s: a window of --window %s can lie in two days; use --window 30m or 15m"
              .formatted(zone.name(), get(JobOptions.WINDOW).toMinutes() + "m"));
    }
    boolean hashed = get(JobOptions.CLIENT_IP) == ClientAddress.Policy.HASH;
    if (hashed && get(JobOptions.CLIENT_IP_KEY) == null) {
      throw new IllegalArgumentException("--client-ip hash needs --client-ip-key");
    }
  }
}

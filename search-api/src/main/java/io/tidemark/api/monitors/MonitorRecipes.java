/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.monitors.AlertAnswer.Recipe;
import io.tidemark.api.monitors.AlertAnswer.Recipes;
import io.tidemark.api.monitors.definition.MonitorParser;
import io.tidemark.api.settings.SettingFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Monitors to start from; those whose metric this build does not have are left out. */
final class MonitorRecipes {

  private static final String FILE = "recipes.json";
  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> TITLES = new TypeReference<>() {};
  private static final Recipes ALL = read();

  private MonitorRecipes() {}

  static Recipes listRecipes() {
    return ALL;
  }

  private static Recipes read() {
    JsonMapper json = JsonMapper.shared();
    try (InputStream in = MonitorRecipes.class.getResourceAsStream(FILE)) {
      List<Recipe> recipes = new ArrayList<>();
      for (JsonNode recipe : json.readTree(in.readAllBytes())) {
        String id = recipe.path("id").asString();
        if (isPossible(id, recipe.path("body"))) {
          recipes.add(
              new Recipe(
                  id,
                  json.convertValue(recipe.path("title"), TITLES),
                  json.convertValue(recipe.path("body"), MEMBERS)));
        }
      }
      return new Recipes(List.copyOf(recipes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPossible(String id, JsonNode body) {
    try {
      MonitorParser.parse(id, body);
      return true;
    } catch (SettingFault fault) {
      if (fault.entry().equals("metric")) {
        return false;
      }
      throw new IllegalStateException("The recipe " + id + " is wrong: " + fault.entry(), fault);
    }
  }
}

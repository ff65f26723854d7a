/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.NativeAgentFormat;
import io.tidemark.model.codingagents.OtlpLogsFormat;
import io.tidemark.model.codingagents.OtlpMetricsFormat;
import io.tidemark.model.comfyui.AuditLogFormat;
import io.tidemark.model.comfyui.ComfyuiHistoryFormat;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.NativeComfyuiFormat;
import io.tidemark.model.comfyui.StepText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.ModelCallRecord;
import io.tidemark.model.modelcalls.formats.Examples;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.modelcalls.formats.ModelCallFormats;
import io.tidemark.model.privacy.PrivacyOptions;
import io.tidemark.model.training.NativeTrainingFormat;
import io.tidemark.model.training.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A format with an example of its records.
 *
 * @param example a good record; TENANT in it stands for a tenant
 * @param shown all that counts of an event
 */
record AnyFormat<E>(
    String name,
    Function<String, UsageFormat<E>> format,
    String example,
    BiFunction<E, PrivacyOptions, String> shown) {

  static final String TENANT = "harbor-lights";

  static Stream<AnyFormat<?>> all() {
    Stream<AnyFormat<?>> calls = ModelCallFormats.names().stream().map(AnyFormat::modelCalls);
    return Stream.of(calls, runs(), more()).flatMap(formats -> formats);
  }

  private static AnyFormat<ModelCall> modelCalls(String name) {
    return new AnyFormat<>(
        name,
        tenant -> ModelCallFormats.byName(name, FormatOptions.NONE.withDefaultTenant(tenant)),
        withTenant(name, Examples.of(name)),
        AnyFormat::shown);
  }

  private static String withTenant(String name, String example) {
    return switch (name) {
      case "native" ->
          example
              .replace("\"acme\"", '"' + TENANT + '"')
              .replace("\"tags\"", "\"client_ip\":\"2002:c000:24d::1\",\"tags\"");
      case "ai-gateway" -> example.replace("\"acc-1\"", '"' + TENANT + '"');
      case "litellm" ->
          example.replace(
              "\"user_api_key_org_id\": null", "\"user_api_key_org_id\": \"" + TENANT + '"');
      case "cloudevents" ->
          example.replace("\"data\": {", "\"data\": {\"tenant_id\":\"" + TENANT + "\",");
      case "ms-swift" ->
          example.replace("{\"timestamp\"", "{\"tenant_id\":\"" + TENANT + "\",\"timestamp\"");
      case "otel-genai" ->
          example.replaceFirst(
              "\"attributes\": \\[",
              "\"attributes\": [{\"key\":\"tenant.id\",\"value\":{\"stringValue\":\""
                  + TENANT
                  + "\"}},");
      case "new-api" -> example.replace("{\"id\"", "{\"tenant_id\":\"" + TENANT + "\",\"id\"");
      case "envoy-access-log" ->
          example.replace(
              "{\"x-request-id\"", "{\"tenant_id\":\"" + TENANT + "\",\"x-request-id\"");
      case "higress" ->
          example.replace("{\"request_id\"", "{\"tenant_id\":\"" + TENANT + "\",\"request_id\"");
      default -> throw new IllegalArgumentException("No example of " + name + " with a tenant");
    };
  }

  private static Stream<AnyFormat<?>> runs() {
    return Stream.of(
        new AnyFormat<ComfyuiStep>(
            "comfyui",
            tenant -> new NativeComfyuiFormat(),
            json(
                "{'tenant_id':'TENANT','task_id':'p1','event':'failed','event_time':'2026-01-01T01:01:00Z',"
                    + "'user':'u','workflow_id':'w','error_type':'OOM','error_message':'out of memory',"
                    + "'context':{'image':'sd3','steps':20},'prompt':{'6':{'inputs':{'text':'hush'}}}}"),
            (step, privacy) -> texts(step) + fields(step)),
        new AnyFormat<ComfyuiStep>(
            "comfyui-history",
            ComfyuiHistoryFormat::new,
            json(
                "{'p-1':{'tenant_id':'TENANT','api_key_id':'k-1','context':{'width':1024,'model':'sdxl',"
                    + "'node_times':'4 KSampler 5120 ms','nested':{'text':'hush'}},'prompt':[1,'p-1',{'6':{'inputs':{'text':'hush'}}},"
                    + "{'create_time':1767229200000,'extra_pnginfo':{'workflow':{'id':'w-1','nodes':[]}}},[]],"
                    + "'outputs':{},'status':{'status_str':'error','messages':["
                    + "['execution_start',{'prompt_id':'p-1','timestamp':1767229201000}],"
                    + "['execution_error',{'prompt_id':'p-1','timestamp':1767229202000,'node_id':'4',"
                    + "'exception_type':'OOM','exception_message':'out of memory','current_inputs':{}}]]}},"
                    + "'p-2':{'tenant_id':'TENANT','status':{'messages':[['execution_success',"
                    + "{'timestamp':1767229203000}]]}}}"),
            (step, privacy) -> texts(step) + fields(step)),
        new AnyFormat<ComfyuiStep>(
            "audit-log",
            AuditLogFormat::new,
            json(
                "{'tenant_id':'TENANT','timestamp':'2026-01-01T01:00:23Z','request_id':'r-1',"
                    + "'processing_time_sec':20.5,'status':'success','workflow':'w','task_type':'video',"
                    + "'input_resolution':[1024,768],'model_used':'sd3','prompt':'hush'}"),
            (step, privacy) -> texts(step) + fields(step)));
  }

  private static Stream<AnyFormat<?>> more() {
    return Stream.of(
        new AnyFormat<TrainingEvent>(
            "training",
            tenant -> new NativeTrainingFormat(),
            json(
                "{'tenant_id':'TENANT','job_id':'j','event':'progress','event_time':1767229200125,"
                    + "'trained_tokens':5,'base_model':'qwen3','config':{'system':'hush'}}"),
            (event, privacy) -> fields(event)),
        new AnyFormat<AgentMeasurement>(
            "coding-agents",
            tenant -> new NativeAgentFormat(),
            json(
                "{'tenant_id':'TENANT','measurement_id':'m','event_time':1767229200.125,"
                    + "'metric':'cost_usd','value':0.25,'session_id':'s','user':'u','prompt':'hush'}"),
            (event, privacy) -> fields(event)),
        new AnyFormat<AgentMeasurement>(
            "otlp-logs",
            tenant -> new OtlpLogsFormat("tenant.id", tenant),
            json(
                "{'resourceLogs':[{'resource':{'attributes':[{'key':'tenant.id','value':{'stringValue':"
                    + "'TENANT'}},{'key':'service.name','value':{'stringValue':'claude-code'}}]},"
                    + "'scopeLogs':[{'logRecords':[{'timeUnixNano':'1767229200125000000','body':"
                    + "{'stringValue':'claude_code.api_request'},'attributes':[{'key':'request_id',"
                    + "'value':{'stringValue':'req_1'}},{'key':'session.id','value':{'stringValue':"
                    + "'s-1'}},{'key':'input_tokens','value':{'intValue':'12'}},{'key':'cost_usd',"
                    + "'value':{'doubleValue':0.0123}}]},{'timeUnixNano':'1767229200125000000','body':"
                    + "{'stringValue':'hush'},'attributes':[{'key':'event.name','value':{'stringValue':"
                    + "'gemini_cli.api_response'}},{'key':'session.id','value':{'stringValue':'s-2'}},"
                    + "{'key':'prompt_id','value':{'stringValue':'p'}},{'key':'model','value':"
                    + "{'stringValue':'g'}},{'key':'output_token_count','value':{'intValue':5}}]}]}]}]}"),
            (event, privacy) -> fields(event)),
        new AnyFormat<AgentMeasurement>(
            "otlp-metrics",
            tenant -> new OtlpMetricsFormat("tenant.id", tenant),
            json(
                "{'resourceMetrics':[{'resource':{'attributes':[{'key':'tenant.id','value':{'stringValue':"
                    + "'TENANT'}},{'key':'host.name','value':{'stringValue':'h'}}]},'scopeMetrics':[{'metrics':["
                    + "{'name':'claude_code.token.usage','sum':{'aggregationTemporality':1,'isMonotonic':true,"
                    + "'dataPoints':[{'startTimeUnixNano':'1767229100125000000','timeUnixNano':"
                    + "'1767229200125000000','asDouble':12,'attributes':[{'key':'type','value':{'stringValue':"
                    + "'cacheRead'}},{'key':'session.id','value':{'stringValue':'s-1'}},{'key':'terminal',"
                    + "'value':{'stringValue':'vscode'}}]},{'timeUnixNano':'1767229200125000000','asInt':'7',"
                    + "'attributes':[{'key':'type','value':{'stringValue':'output'}}]}]}},"
                    + "{'name':'codex.turn.token_usage','histogram':{'aggregationTemporality':2,'dataPoints':["
                    + "{'startTimeUnixNano':'1767229100125000000','timeUnixNano':'1767229200125000000',"
                    + "'sum':40,'count':2,'attributes':[{'key':'token_type','value':{'stringValue':"
                    + "'input'}}]}]}}]}]}]}"),
            (event, privacy) -> fields(event)));
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"').replace("TENANT", TENANT);
  }

  /** One outcome of parsing: what was counted or why not, and what a dead letter keeps of it. */
  record Outcome(String shown, String payload, boolean parsed, String tenant) {}

  /** Parses a record, and takes an excerpt of each of its events and problems. */
  List<Outcome> read(UsageFormat<E> parser, byte[] record, PrivacyOptions privacy) {
    List<Outcome> outcomes = new ArrayList<>();
    parser.parse(
        record,
        new UsageFormat.Output<>() {
          @Override
          public void event(E event) {
            add(shown.apply(event, privacy));
          }

          @Override
          public void reject(String message) {
            add("rejected: " + message);
          }

          private void add(String what) {
            Excerpt excerpt = new Excerpt(privacy);
            parser.copyEvent(record, excerpt);
            String text = new String(excerpt.payload(), UTF_8);
            boolean parsed = excerpt.isParsed();
            outcomes.add(new Outcome(what, text, parsed, excerpt.tenant()));
          }
        });
    return outcomes;
  }

  @Override
  public String toString() {
    return name;
  }

  private static String shown(ModelCall call, PrivacyOptions privacy) {
    return new String(new ModelCallRecord(privacy).write(call), UTF_8);
  }

  private static String texts(ComfyuiStep step) {
    StringBuilder texts = new StringBuilder();
    for (StepText text : StepText.listAll()) {
      texts.append(text.fieldName()).append('=').append(step.text(text)).append(' ');
    }
    return texts.toString();
  }

  private static String fields(Object event) {
    StringBuilder fields = new StringBuilder();
    for (var field : event.getClass().getFields()) {
      try {
        fields.append(field.getName()).append('=').append(field.get(event)).append(' ');
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("The fields of an event are public", e);
      }
    }
    return fields.toString();
  }
}

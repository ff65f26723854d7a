import { speaker } from '../language/language.js';

export const TEXTS = {
  en: {
    model: 'Model', model_source: 'Model source', user_id: 'User', user_type: 'User type', api_key_id: 'API key',
    project_id: 'Project', provider: 'Provider', endpoint: 'Endpoint', operation: 'Operation', client: 'Client',
    workflow_id: 'Workflow', workflow_name: 'Workflow name', source: 'Task source', base_model: 'Base model',
    method: 'Method', agent: 'Agent', tenant: 'Whole tenant', workflow: 'Workflow', user: 'User', api_key: 'API key',
    'model_source=preset': 'Preset', 'model_source=custom': 'Self-deployed', 'source=web': 'Web', 'source=api': 'API',
    'channel=api': 'API', 'channel=playground': 'Playground',
    'outcome=succeeded': 'succeeded', 'outcome=failed': 'failed', 'outcome=blocked': 'blocked',
    'outcome=cancelled': 'cancelled', 'outcome=abandoned': 'abandoned',
    unknown: '(unknown)', other: 'All others', nothing: 'All together',
  },
  zh: {
    model: '模型', model_source: '模型来源', user_id: '用户', user_type: '用户类型', api_key_id: 'API Key',
    project_id: '项目', provider: '供应商', endpoint: '接口', operation: '操作', client: '客户端',
    workflow_id: 'Workflow', workflow_name: 'Workflow 名称', source: '任务来源', base_model: '基础模型',
    method: '训练方式', agent: '助手', tenant: '整个租户', workflow: 'Workflow', user: '用户', api_key: 'API Key',
    'model_source=preset': '预置模型', 'model_source=custom': '自部署模型', 'source=web': 'Web', 'source=api': 'API',
    'channel=api': 'API', 'channel=playground': '体验区',
    'outcome=succeeded': '成功', 'outcome=failed': '失败', 'outcome=blocked': '被拦截',
    'outcome=cancelled': '已取消', 'outcome=abandoned': '失联',
    unknown: '（未知）', other: '其他合计', nothing: '不分组',
  },
};

const text = speaker(TEXTS);

/** What a dimension is called. */
export function dimensionLabel(name) {
  return text(name);
}

/** The same after other words: a first capital is kept only where all are capitals. */
export function dimensionInWords(name) {
  const label = text(name);
  return /^[A-Z][a-z]/.test(label) ? label[0].toLowerCase() + label.slice(1) : label;
}

/** What one of its values is called; null, in filters an empty text, is unknown. */
export function valueLabel(dimension, value) {
  if (value === null || value === '') {
    return text('unknown');
  }
  const known = `${dimension}=${value}`;
  return known in TEXTS.en ? text(known) : value;
}

/** What a series of a trend is called: `all`, `group`, `unknown` or `other`. */
export function seriesLabel(dimension, series, all) {
  if (series.kind === 'all') {
    return all;
  }
  return series.kind === 'other' ? text('other') : valueLabel(dimension, series.key);
}

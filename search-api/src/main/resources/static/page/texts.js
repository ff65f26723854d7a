// Every text that the page shows, in both languages, under the same names.
const TEXTS = {
  en: {
    signInHint: 'Paste a token to sign in.',
    signIn: 'Sign in',
    signOut: 'Sign out',
    expired: 'The token is not valid, or no longer. Sign in again.',
    unreachable: 'The API does not answer.',
    trend: 'Trend',
    metric: 'Figure',
    groupBy: 'By',
    interval: 'Per',
    hour: 'hour',
    day: 'day',
    all: 'all together',
    other: 'others',
    unknown: 'unknown',
    finalThrough: 'final through',
    nothingFinal: 'no hour is final yet',
    noData: 'No data in this range',
    superAdmin: 'super-admin',
    'range.2h': '2 hours',
    'range.12h': '12 hours',
    'range.1d': '1 day',
    'range.3d': '3 days',
    'range.7d': '7 days',
    'range.30d': '30 days',
    models: 'Models',
    users: 'Users',
    calls: 'Calls',
    failed: 'Failed',
    error_rate: 'Error rate',
    blocked: 'Blocked',
    calls_without_usage: 'Calls without usage',
    input_tokens: 'Input tokens',
    output_tokens: 'Output tokens',
    total_tokens: 'Total tokens',
    cache_hit_ratio: 'Cache hit ratio',
    'latency_ms.p50': 'Latency p50',
    'latency_ms.p95': 'Latency p95',
    'time_to_first_token_ms.p95': 'First token p95',
    model: 'model',
    model_source: 'model source',
    user_id: 'user',
    api_key_id: 'API key',
    project_id: 'project',
    client: 'client',
  },
  zh: {
    signInHint: '粘贴令牌以登录。',
    signIn: '登录',
    signOut: '退出',
    expired: '令牌无效或已过期，请重新登录。',
    unreachable: '接口没有响应。',
    trend: '趋势',
    metric: '指标',
    groupBy: '分组',
    interval: '粒度',
    hour: '小时',
    day: '天',
    all: '不分组',
    other: '其他',
    unknown: '未知',
    finalThrough: '数据确定至',
    nothingFinal: '尚无确定的小时',
    noData: '该时间段没有数据',
    superAdmin: '超级管理员',
    'range.2h': '2 小时',
    'range.12h': '12 小时',
    'range.1d': '1 天',
    'range.3d': '3 天',
    'range.7d': '7 天',
    'range.30d': '30 天',
    models: '模型数',
    users: '用户数',
    calls: '调用次数',
    failed: '失败次数',
    error_rate: '错误率',
    blocked: '拦截次数',
    calls_without_usage: '无用量调用',
    input_tokens: '输入 Token',
    output_tokens: '输出 Token',
    total_tokens: '总 Token',
    cache_hit_ratio: '缓存命中率',
    'latency_ms.p50': '延迟 P50',
    'latency_ms.p95': '延迟 P95',
    'time_to_first_token_ms.p95': '首 Token P95',
    model: '模型',
    model_source: '模型来源',
    user_id: '用户',
    api_key_id: 'API Key',
    project_id: '项目',
    client: '客户端',
  },
};

const KEY = 'tidemark.language';

let language = localStorage.getItem(KEY)
  ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

export function currentLanguage() {
  return language;
}

export function speak(chosen) {
  language = chosen in TEXTS ? chosen : 'en';
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

/** The text of that name; the name itself where there is none, so that a gap shows. */
export function text(name) {
  return TEXTS[language][name] ?? name;
}

export const TEXTS = {
  en: {
    tabs: 'Tabs', bars: 'Period and filters', 'model-calls': 'Model calls', comfyui: 'ComfyUI', training: 'Training', performance: 'Performance',
    'coding-agents': 'Coding agents', records: 'Records', status: 'Status',
    language: 'Language', light: 'Light', dark: 'Dark', theme: 'Change to {theme}', signOut: 'Sign out', superAdmin: 'super-admin',
    finalThrough: 'Final through {time}', provisional: 'what is later is provisional', nothingFinal: 'No hour is final yet; all is provisional',
    'final?': 'Hours before this are final: all their events have been counted, and only late events may still correct them. Later hours are provisional and shaded in charts.',
    updated: 'Updated {time}', pause: 'Pause the refresh every minute', resume: 'Refresh every minute', paused: 'paused', refresh: 'Refresh now',
    signIn: 'Sign in', tokenHint: 'Paste the token that your operator gave you, or use the sign-in link.', token: 'Token',
    issuerHint: 'You sign in at {issuer} and come back here.', expired: 'The token is not valid, or no longer. Sign in again.',
    refused: 'The sign-in did not succeed: {reason}', unreachable: 'The server does not answer.', again: 'Try again', skip: 'Skip to the figures',
  },
  zh: {
    tabs: '标签页', bars: '时间段与筛选', 'model-calls': '服务调用', comfyui: 'ComfyUI', training: '模型训练', performance: '性能',
    'coding-agents': '编程助手', records: '调用记录', status: '状态',
    language: '语言', light: '浅色', dark: '深色', theme: '切换为{theme}', signOut: '退出', superAdmin: '超级管理员',
    finalThrough: '数据确定至 {time}', provisional: '之后的数据未定', nothingFinal: '尚无确定的小时，全部数据未定',
    'final?': '此前各小时的数据已确定：其事件均已计数，只有迟到事件还会更正。之后的小时为未定数据，在图中以阴影表示。',
    updated: '更新于 {time}', pause: '暂停每分钟刷新', resume: '每分钟刷新', paused: '已暂停', refresh: '立即刷新',
    signIn: '登录', tokenHint: '粘贴管理员给您的令牌，或使用登录链接。', token: '令牌',
    issuerHint: '您将在 {issuer} 登录，然后回到这里。', expired: '令牌无效或已过期，请重新登录。',
    refused: '登录未成功：{reason}', unreachable: '服务器没有响应。', again: '重试', skip: '跳到数据',
  },
};

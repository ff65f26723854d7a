export const TEXTS = {
  en: {
    loading: 'Loading…',
    nothing: 'No usage in this view.',
    widen: 'Choose a longer period or fewer filters.',
    unreachable: 'The server does not respond.',
    failed: 'The data could not be loaded.',
    slowly: 'Too many requests at once.',
    down: 'The data cannot be read at the moment.',
    retry: 'Try again',
    notLoaded: 'Not loaded.',
  },
  zh: {
    loading: '加载中…',
    nothing: '暂无数据。',
    widen: '请选择更长的时间段或减少筛选条件。',
    unreachable: '服务器没有响应。',
    failed: '加载失败。',
    slowly: '请求过于频繁。',
    down: '暂时无法读取数据。',
    retry: '重试',
    notLoaded: '未能加载。',
  },
};

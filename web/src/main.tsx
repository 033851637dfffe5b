import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from './app.tsx';
import { hubClient } from './hub/client.ts';
import { applyTheme, storedTheme } from './parts/theme.ts';
import './style/base.css';
import './style/parts.css';
import './style/home.css';
import './style/checkpoint.css';
import './style/curve.css';

applyTheme(storedTheme());
createRoot(document.querySelector('#page')!).render(
  <StrictMode>
    <Provider value={hubClient}>
      <App />
    </Provider>
  </StrictMode>,
);

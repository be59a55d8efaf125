// Starts the content management system with the settings that press makes from site.toml.
import { init } from '@sveltia/cms';

const response = await fetch('/admin/config.json');
if (response.ok) {
  init({ config: await response.json() });
} else {
  document.body.textContent = await response.text();
}

// A new account begins with the zone that the browser is in, where the list offers it.
const select = document.getElementById('field-timeZone');
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (select && [...select.options].some((option) => option.value === zone)) select.value = zone;

import type { HandleClientError } from '@sveltejs/kit';

/** An address that leads nowhere is the visitor's, not a fault of the program, and the page says so itself. */
export const handleError: HandleClientError = ({ error, status, message }) => {
  if (status !== 404) reportError(error);
  return { message };
};

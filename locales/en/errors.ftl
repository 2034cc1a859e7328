### What pages of the server say when something is wrong.
error-not-found-title = This page does not exist
error-not-found-text = The address may be misspelt, or what was here has been removed.
error-server-title = Something went wrong on our side
error-server-text = Please try again in a moment. If it stays, tell us the number below.
# $id: finds the request in the server's log
error-request-id = Number of the request: { $id }
error-unavailable-title = We will be back in a moment
error-unavailable-text = The service is being maintained or is very busy. Please try again in a few minutes.
error-expired-title = This link no longer works
error-expired-text = It has been used already, or its time has run out. Ask for a new one.
error-bad-request-title = We could not understand this request
error-bad-request-text = Please go back and try again.
error-too-large-title = This is too large
# $size: the most that is taken, such as "25 MB"
error-too-large-text = At most { $size } can be sent at once.
error-too-often-title = Too many attempts
# $duration: such as "2 minutes"
error-too-often-text = Please try again in { $duration }.
error-back = Back to the start page

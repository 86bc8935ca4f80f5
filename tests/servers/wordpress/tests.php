<?php // Must-use plugin of the tests: WordPress refuses two comments of one person within 15 s unless an option says so.
add_filter('wp_is_comment_flood', fn($flood) => $flood && get_option('tests_keep_flood_guard'), 99);

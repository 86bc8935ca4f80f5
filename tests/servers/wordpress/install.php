<?php // Install once and print the users as JSON. Run inside the site's folder.
define('WP_INSTALLING', true);
require 'wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Malerbetrieb Kern', 'admin', 'admin@example.com', true, '', 'admin-pw');
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
flush_rewrite_rules(true);
update_option('comment_moderation', 0);
update_option('comment_previously_approved', 0);
$users = [];
foreach (['admin' => 'administrator', 'editor1' => 'editor', 'author1' => 'author', 'subscriber1' => 'subscriber'] as $name => $role) {
    $id = username_exists($name) ?: wp_insert_user(
        ['user_login' => $name, 'user_pass' => "$name-pw", 'user_email' => "$name@example.com", 'role' => $role]);
    [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'test']);
    $users[$name] = ['password' => "$name-pw", 'application_password' => WP_Application_Passwords::chunk_password($password)];
}
echo json_encode($users);

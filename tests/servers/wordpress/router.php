<?php // For `php -S`: files as they are, everything else to WordPress (pretty permalinks, /wp-json/).
$root = $_SERVER['DOCUMENT_ROOT'];
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$index = $root . rtrim($path, '/') . '/index.php';
if ($path !== '/' && is_file($root . $path)) return false;
if (!is_file($index)) { $path = ''; $index = $root . '/index.php'; }
$_SERVER['SCRIPT_NAME'] = rtrim($path, '/') . '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $index;
chdir(dirname($index));
require $index;

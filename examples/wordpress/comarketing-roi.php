<?php
/**
 * Plugin Name: Co-marketing ROI calculator
 * Description: The shortcode [comarketing_roi], for editors who may not write scripts.
 * Version: 1.0.0
 * Requires at least: 6.5
 */

defined( 'ABSPATH' ) || exit;

// Where the files of the release are: your CDN, or a folder of this site.
const COMARKETING_ROI_ADDRESS = 'https://cdn.example.com/comarketing-roi/1.0.0/embed.js';

// What an editor may set. Every other attribute is left out.
const COMARKETING_ROI_ATTRIBUTES = array(
	'mode'         => 'assessment',
	'currency'     => 'EUR',
	'locale'       => '',
	'theme'        => '',
	'gate'         => '',
	'privacy-href' => '',
	'analytics'    => '',
	'cta-href'     => '',
	'cta-label'    => '',
);

// Asks optimizers of scripts to leave this one as it is.
add_filter(
	'wp_script_attributes',
	function ( $attributes ) {
		if ( 'comarketing-roi-js-module' === ( $attributes['id'] ?? '' ) ) {
			$attributes['data-cfasync']     = 'false';
			$attributes['data-no-optimize'] = '1';
		}
		return $attributes;
	}
);

add_shortcode(
	'comarketing_roi',
	function ( $given ) {
		wp_enqueue_script_module( 'comarketing-roi', COMARKETING_ROI_ADDRESS, array(), null );
		$html = '<comarketing-roi';
		foreach ( shortcode_atts( COMARKETING_ROI_ATTRIBUTES, $given ) as $name => $value ) {
			if ( '' !== $value ) {
				$html .= ' ' . $name . '="' . esc_attr( $value ) . '"';
			}
		}
		return $html . '><p>Estimate the return of a joint campaign. <a href="https://calc.example.com/">Open the calculator</a></p></comarketing-roi>';
	}
);

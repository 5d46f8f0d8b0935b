/** What reports are made of: charts of one style, sections of Markdown files, and the measurements that JMH wrote. */
@NullMarked
package org.hypersimplex.cli.report;

import org.jspecify.annotations.NullMarked;
